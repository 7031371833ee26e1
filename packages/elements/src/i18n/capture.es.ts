import type { CaptureKey } from './capture.en.ts';
import type { Catalogue } from './translator.ts';

/** `capture.en.ts` in Spanish. */
export default {
  'capture.title': 'Coloca tu móvil',
  'capture.tip.side': 'Ponlo del lado de tu mano de tiro, a unos seis pasos grandes.',
  'capture.tip.whole':
    'Que se vea todo tu cuerpo, desde los pies hasta el balón por encima de la cabeza, y también el aro.',
  'capture.tip.level': 'A la altura de la cadera, derecho y quieto. Una mochila o una botella lo sujeta bien.',
  'capture.tip.light': 'La luz sobre ti, no detrás de ti.',
  'capture.map': 'Visto desde arriba: el aro delante de ti, el móvil a tu lado',
  'capture.map.you': 'Tú',
  'capture.map.phone': 'Móvil',
  'capture.map.rim': 'Aro',
  'capture.open': 'Encender la cámara',
  'capture.opening': 'Esperando a la cámara. Puede que el navegador te pida permiso.',
  'capture.choose': 'Mejor elegir un vídeo',
  'capture.frame.you': 'Tú',
  'capture.frame.rim': 'Aro',
  'capture.start': 'Empezar a grabar',
  'capture.stop': 'Parar de grabar',
  'capture.turn': 'Usar la otra cámara',
  'capture.delay': 'Empezar después de {n} s',
  'capture.seconds': '{n} s',
  'capture.counting': 'La grabación empieza en {n}',
  'capture.recording': 'Grabando',
  'capture.close': 'Cerrar la cámara',
  'capture.review': '¿Ha quedado bien?',
  'capture.review.text': 'Comprueba que se ven bien todo tu cuerpo, el vuelo del balón y el aro.',
  'capture.video': 'Tu grabación',
  'capture.use': 'Usar este vídeo',
  'capture.again': 'Grabar otra vez',
  'capture.retry': 'Intentar de nuevo',
  'capture.error.title': 'Todavía sin cámara',
  'capture.error.denied':
    'La cámara está apagada para esta página. Permítela en tu navegador: toca el símbolo junto a la dirección e inténtalo de nuevo.',
  'capture.error.blocked':
    'La página que muestra esto no le deja usar la cámara. Elige un vídeo, o avisa a quien lleva la página.',
  'capture.error.insecure': 'La cámara solo funciona en una página abierta por https.',
  'capture.error.none':
    'Este dispositivo no tiene una cámara que podamos usar. Graba con tu móvil y elige el vídeo aquí.',
  'capture.error.busy': 'Otra aplicación está usando la cámara. Ciérrala e inténtalo de nuevo.',
  'capture.error.broken': 'La cámara se ha parado. Inténtalo de nuevo o elige un vídeo.',
} satisfies Catalogue<CaptureKey>;
